"""The weights that a panel gives, sector by sector."""

from typing import TYPE_CHECKING

from ganeum.analysis import Analysis
from ganeum.report.panel.panel_lines import panel_head_lines
from ganeum.report.provenance import head
from ganeum.report.ranking_report import criterion_names
from ganeum.report.rounding import percentages
from ganeum.report.sections import RIGHT, Column, Section
from ganeum.words import Language, say

if TYPE_CHECKING:
    import pandas as pd


def weights_sections(analysis: Analysis, file: str, language: Language) -> list[Section]:
    """Return the weights of each sector and where they come from, for people."""
    names = criterion_names(analysis)
    rows = [
        [
            sector.name(language),
            say(f"panel_origin_{sector.weights.origin}", language),
            *(f"{share}" for share in percentages(sector.weights.values.tolist())),
        ]
        for sector in analysis.values()
    ]
    columns = [
        Column(say("sector", language)),
        Column(say("panel_origin", language)),
        *(
            Column(names[criterion.id](language), RIGHT)
            for criterion in analysis.scenario.model.criteria
        ),
    ]
    lines = panel_head_lines(analysis, language)
    return [Section(say("panel_weights_written", language, file=file), columns, rows, lines)]


def weights_frame(analysis: Analysis) -> "pd.DataFrame":
    """Return a row a sector and criterion."""
    import pandas as pd

    return pd.DataFrame(
        {"sector": name, "origin": sector.weights.origin, "criterion": criterion, "weight": weight}
        for name, sector in analysis.items()
        for criterion, weight in sector.weights.by_criterion().items()
    )


def weights_payload(analysis: Analysis, file: str) -> dict[str, object]:
    """Return the same for machines."""
    return {
        **head(analysis),
        "file": file,
        "sectors": {
            name: {
                "origin": sector.weights.origin,
                "weights": sector.weights.by_criterion(),
                "local": {node: dict(found) for node, found in sector.weights.local.items()},
            }
            for name, sector in analysis.items()
        },
    }
