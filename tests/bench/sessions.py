"""Twenty sessions of the screen at once, each as a browser holds it, without the browsers.

`python tests/bench sessions`; needs the extra `app`. Twenty browsers on the server's own machine
are mostly slow browsers (`crowd`); these speak to the server as Streamlit's page does. Measured is
how long it takes from a weight that is sent to the ranking that comes back.
"""

import asyncio
import time
from collections.abc import Iterator
from typing import Any

from harness import Row
from planners import SECONDS, Seen, crowded, moves

PORT = 18931
PAUSE = (2.0, 10.0)  # seconds that a planner looks before the next move


def rows() -> Iterator[Row]:
    """Yield how long the server takes for a moved weight when many move theirs."""
    yield crowded(PORT, _crowd, PAUSE, "ranking sent")


async def _crowd(address: str, count: int) -> Seen:
    seen, end = Seen(), time.monotonic() + SECONDS
    await asyncio.gather(*(_planner(address, k, end, seen) for k in range(count)))
    return seen


async def _planner(address: str, which: int, end: float, seen: Seen) -> None:
    """Open the screen and move one weight again and again, as `moves` plans."""
    from websockets.asyncio.client import connect

    planned = moves(which, PAUSE)
    stream = f"{address.replace('http', 'ws')}/_stcore/stream"
    async with connect(stream, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
        await socket.send(_asked())
        box, part, _, _ = await _answer(socket, seen)
        while time.monotonic() < end:
            pause, value = next(planned)
            await asyncio.sleep(pause)
            start = time.perf_counter()
            await socket.send(_asked(box, value, part))
            _, _, ranked, shown = await _answer(socket, seen)
            seen.seconds.append(ranked - start)
            if shown != value:
                seen.wrong.append(f"session {which} set {value} and is shown {shown}")


def _asked(box: str = "", value: float = 0, part: str = "") -> bytes:
    """Return the message that has the script, or a part of it, run with a number moved."""
    from streamlit.proto.BackMsg_pb2 import BackMsg

    message = BackMsg()
    message.rerun_script.query_string = "sector=robotics"
    message.rerun_script.fragment_id = part
    if box:
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.double_value = box, value
    return message.SerializeToString()


async def _answer(socket: Any, seen: Seen) -> tuple[str, str, float, float]:
    """Return the last number box, its part of the script, when the table came, and its value."""
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    box, part, ranked, value = "", "", 0.0, 0.0
    while True:
        message = ForwardMsg.FromString(await socket.recv())
        element = message.delta.new_element
        match element.WhichOneof("type"):
            case "html" if not ranked and 'class="ganeum"' in element.html.body:
                ranked = time.perf_counter() if "<table" in element.html.body else 0.0
            case "number_input":
                number = element.number_input
                box, part = number.id, message.delta.fragment_id
                value = round(number.value if number.set_value else number.default, 1)
            case "exception":
                seen.wrong.append(element.exception.message)
            case _:
                pass
        if message.WhichOneof("type") == "script_finished":
            return box, part, ranked, value
