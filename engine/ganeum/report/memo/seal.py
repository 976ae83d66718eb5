"""The seal: what a memo carries so that it can be made again and compared."""

import base64
import binascii
import json
import re
import zlib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any, Literal, cast

from pydantic import Field, ValidationError

from ganeum.digest import content_of
from ganeum.examination import Examination
from ganeum.fields import Digest, Flag, Id, Line, Part, Whole
from ganeum.ranking import Method
from ganeum.report.provenance import libraries
from ganeum.scenario_file import Ground
from ganeum.uncertainty.sources import SOURCES, Source
from ganeum.version import ENGINE
from ganeum.words import Language

MOST_DRAWS = 1_000_000
MOST_WORK = 400_000_000  # by `verifying.work`, that a stranger's memo may ask for: half a minute
LARGEST = 2_000_000  # bytes of a seal's content, unpacked
MOST_SIGNS = {b"{": 25_000, b":": 40_000}  # in it: what is wrong with each part may be told
BEGIN, END = "GANEUM-SEAL-1", "END-GANEUM-SEAL"
WIDTH = 96  # characters of a line
MARK = "S"  # before each line, so that a spreadsheet takes none for a formula or a number


class SealError(ValueError):
    """A text has no seal, or one that cannot be read."""


class Request(Part):
    """What the memo was asked to say."""

    language: Language
    sectors: tuple[Id, ...]
    sections: tuple[Line, ...]
    one_page: Flag
    figure: Line | None = None


class Seal(Part):
    """What is needed to make a memo again.

    Attributes
    ----------
    scenario_id, scenario_digest, evidence_id, evidence_digest : what it rests on.
    engine, libraries : what computed it.
    methods, crosswalk, grounds : of the rankings.
    draws, seed, sources : of everything uncertain drawn at once.
    request : what the memo was asked to say.
    content : of the whole scenario, changes made; with the evidence it has the digest above.
    overlay : the changes, where the scenario is one on top of a base.
    """

    form: Literal[1] = 1
    scenario_id: Id
    scenario_digest: Digest
    evidence_id: Id | None = None
    evidence_digest: Digest | None = None
    engine: Line
    libraries: dict[Line, Line]
    methods: Annotated[tuple[Method, ...], Field(min_length=1)]
    crosswalk: Line
    grounds: tuple[Ground, ...]
    draws: Annotated[Whole, Field(ge=1, le=MOST_DRAWS)]
    seed: Annotated[Whole, Field(ge=0)]
    sources: tuple[Source, ...]
    request: Request
    content: dict[str, Any]
    overlay: dict[str, Any] | None = None

    def packed(self) -> str:
        """Return the seal as text of letters, digits, - and _."""
        text = json.dumps(self.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))
        return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode()


def seal_of(examination: Examination, request: Request, engine: str = ENGINE) -> Seal:
    """Return the seal of what is said about an examination by some version of the engine.

    Raises
    ------
    ValueError
        If the uncertainty was not examined.
    """
    analysis = examination.analysis
    scenario = analysis.scenario
    drawn = [found for each in examination.uncertainty.values() for found in each.values()]
    if not drawn:
        raise ValueError("examination has no uncertainty: a memo says how sure a ranking is")
    held: list[Source] = [name for name, why in drawn[0].held.items() if why != "off"]
    evidence = scenario.evidence
    return Seal(
        scenario_id=scenario.model.id,
        scenario_digest=scenario.digest,
        evidence_id=evidence.model.id if evidence else None,
        evidence_digest=evidence.digest if evidence else None,
        engine=engine,
        libraries={**libraries(), **_drawing_libraries()},
        methods=analysis.methods,
        crosswalk=analysis.crosswalk,
        grounds=cast("tuple[Ground, ...]", analysis.grounds),
        draws=drawn[0].draws,
        seed=drawn[0].seed,
        sources=tuple(name for name in SOURCES if name in drawn[0].varied or name in held),
        request=request,
        content=content_of(scenario.model),
        overlay=content_of(scenario.overlay) if scenario.overlay else None,
    )


def _drawing_libraries() -> dict[str, str]:
    """Return the versions of the libraries that draw, where they are installed."""
    found: dict[str, str] = {}
    for name in ("altair", "vl-convert-python", "typst"):
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def seal_lines(seal: Seal) -> list[str]:
    """Return a seal as short lines that survive in any text."""
    packed = seal.packed()
    lines = [MARK + packed[i : i + WIDTH] for i in range(0, len(packed), WIDTH)]
    return [BEGIN, *lines, END]


def seal_in(text: str) -> Seal:
    """Return the seal whose lines stand last in a text, whatever stands between them.

    Last, since names that pretend to be a seal stand before it.

    Raises
    ------
    SealError
        If there is none, or it cannot be read.
    """
    begin = text.rfind(BEGIN) + len(BEGIN)
    end = text.find(END, begin)
    if begin < len(BEGIN) or end < 0:
        raise SealError("none")
    inside = text[begin:end]
    return unpacked("".join(re.findall(rf"\b{MARK}([\w=-]+)", inside, re.ASCII)))


def unpacked(packed: str) -> Seal:
    """Return the seal that `Seal.packed` made a text of.

    Raises
    ------
    SealError
        If it cannot be read, or is too large.
    """
    try:
        unzip = zlib.decompressobj()
        data = unzip.decompress(base64.urlsafe_b64decode(packed), LARGEST)
        many = any(data.count(sign) > most for sign, most in MOST_SIGNS.items())
        if unzip.unconsumed_tail or many:
            raise SealError("too large")
        return Seal.model_validate(json.loads(data), strict=False)
    except (binascii.Error, zlib.error, ValidationError, ValueError, RecursionError) as error:
        raise SealError(type(error).__name__) from None
