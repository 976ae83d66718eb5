"""What was done, so that it can be undone and done again."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Step = TypeVar("Step")
PAUSE = 2.0  # seconds, after which the same control is moved anew


@dataclass(frozen=True, slots=True)
class History(Generic[Step]):
    """A present, what came before it and what was undone.

    >>> history = History(1).to(2).to(3).undone().undone()
    >>> history.present, history.redone().present, history.to(9).future
    (1, 2, ())
    >>> History(1).to(2, "slider", 7.0).to(3, "slider", 7.4).to(4, "slider", 10.0).past
    (1, 3)
    """

    present: Step
    past: tuple[Step, ...] = ()
    future: tuple[Step, ...] = ()
    moved: str = ""
    at: float = 0.0

    def to(self, step: Step, moved: str = "", at: float = 0.0) -> "History[Step]":
        """Return the history with a new present.

        What `moved`, the name of a control, goes through without a pause is one step; `at` is the
        time in seconds, on any clock.
        """
        going_on = moved and moved == self.moved and at - self.at < PAUSE
        past = self.past if going_on else (*self.past, self.present)
        return History(step, past, (), moved, at)

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
