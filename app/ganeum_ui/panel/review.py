"""A step."""


def step() -> None:
    """Show the step."""
