"""What was done, so that it can be undone and done again."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Step = TypeVar("Step")


@dataclass(frozen=True, slots=True)
class History(Generic[Step]):
    """A present, what came before it and what was undone.

    >>> history = History(1).to(2).to(3).undone().undone()
    >>> history.present, history.redone().present, history.to(9).future
    (1, 2, ())
    """

    present: Step
    past: tuple[Step, ...] = ()
    future: tuple[Step, ...] = ()

    def to(self, step: Step) -> "History[Step]":
        """Return the history with a new present."""
        return History(step, (*self.past, self.present))

    def undone(self) -> "History[Step]":
        """Return the history one step back; the first has none before it."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redone(self) -> "History[Step]":
        """Return the history one step on again."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.present), self.future[1:])
