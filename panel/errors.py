"""What can go wrong, split by what the person in front of it can do next.

PanelError
├── SetupError    fix your set-up: a key, a host, a model id, a full disk
├── InputError    fix your file: a dossier, a persona, a prompt, panel.toml
├── ModelError    the model or its provider failed: retry, or use another model
│   └── RunStopped  …in a way that every further call would meet too
├── BudgetReached the run would pass the budget it was given
└── BusyError     another run holds this workspace

Every message is one sentence that says what happened, to which tool and persona, and what to do next; it is
shown to the user as it stands, without a traceback.
"""


class PanelError(Exception):
    """Something that can be expected; its text is one sentence for the user."""

    exit_code = 1


class SetupError(PanelError):
    """The set-up is wrong: fix a key, a host, a model id, a permission or the disk."""

    exit_code = 3


class InputError(PanelError):
    """A file the user wrote is wrong: fix that file. Lists every problem found, one a line."""

    exit_code = 4


class ModelError(PanelError):
    """One call to a model failed for good; other calls may go on."""

    exit_code = 5


class RunStopped(ModelError):
    """The provider refuses in a way that no further call can escape (key, payment, model id, quota)."""


class BudgetReached(PanelError):
    """The next call could pass the budget; what was finished is kept."""

    exit_code = 7


class BusyError(PanelError):
    """Another run is at work in this workspace."""

    exit_code = 8
