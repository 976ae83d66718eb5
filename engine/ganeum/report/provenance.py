"""What a result was made with, so that it can be made again."""

from importlib.metadata import version

from ganeum.analysis import Analysis
from ganeum.digest import content_of
from ganeum.loading import Scenario
from ganeum.version import ENGINE

LIBRARIES = ("numpy", "pandas", "pydantic", "pyyaml")


def libraries() -> dict[str, str]:
    """Return the versions of the libraries that a result depends on."""
    return {name: version(name) for name in LIBRARIES}


def scenario_block(scenario: Scenario) -> dict[str, object]:
    """Return the identity of a scenario."""
    block: dict[str, object] = {"id": scenario.model.id, "digest": scenario.digest}
    if scenario.overlay is not None:
        block["base"] = {"file": scenario.overlay.base, "digest": scenario.overlay.base_digest}
        block["changes"] = [content_of(change) for change in scenario.overlay.changes]
    if scenario.evidence is not None:
        block["evidence"] = {
            "id": scenario.evidence.model.id,
            "digest": scenario.evidence.digest,
        }
    return block


def head(analysis: Analysis) -> dict[str, object]:
    """Return the keys that every machine-readable result begins with."""
    model = analysis.scenario.model
    methods = {
        "ahp": {
            "normalisation": model.methods.ahp.normalisation,
            "priorities": model.methods.ahp.priorities,
        },
        "topsis": {"normalisation": model.methods.topsis.normalisation},
    }
    return {
        "scenario": scenario_block(analysis.scenario),
        "engine": ENGINE,
        "provenance": {
            "method": {
                **{name: methods[name] for name in analysis.methods},
                "crosswalk": analysis.crosswalk,
                "exceptions": list(analysis.grounds),
                "weights": content_of(model.weights).get("from", "evidence"),
            },
            "seed": model.seed,
            "draws": 0,
            "libraries": libraries(),
        },
    }
