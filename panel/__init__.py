"""Panel: four reviewer personas read what is known about a tool; a report says which one to ship with."""

__version__ = "0.1.0"
