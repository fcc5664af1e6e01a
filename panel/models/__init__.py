"""Prompt → reply. The one place that knows the SDK, the embedded engine, retries, rate limits and prices."""
