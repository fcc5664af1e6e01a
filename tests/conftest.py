"""What holds for every test."""

import os

from hypothesis import settings

# A busy machine is slow now and then, and CI must say the same of the same commit.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
