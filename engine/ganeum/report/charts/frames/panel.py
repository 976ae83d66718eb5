"""The weights that respondents, groups and a whole panel give, as a tidy frame."""

import pandas as pd

from ganeum.analysis import Analysis
from ganeum.panel.group_view import NodeView
from ganeum.report.panel.names import panel_names
from ganeum.words import Language

COLUMNS = ["kind", "item", "name", "group", "group_name", "respondent", "camp", "weight"]


def panel_weights_frame(
    analysis: Analysis, node: NodeView | None, language: Language
) -> pd.DataFrame:
    """Return a row an item for every respondent who is kept, every group, and all together.

    Returns
    -------
    DataFrame
        kind (respondent, group or all), item, name, group, group_name and respondent (empty where
        they mean nothing), camp (from 1, of respondents who think alike; 0 for the others), weight.
        Empty without a node.
    """
    if node is None:
        return pd.DataFrame(columns=COLUMNS)
    names = panel_names(analysis, language)
    groups = {voice.respondent: voice.group for voice in node.found.voices}
    rows: list[tuple[object, ...]] = []
    for k, item in enumerate(node.items):
        of = (item, names.items[item])
        weight = float(node.found.values[k])
        rows.append(("all", *of, "", "", "", 0, weight))
        for group, weights in node.by_group.items():
            rows.append(("group", *of, group, names.groups[group], "", 0, float(weights[k])))
        labels = node.clusters.labels.tolist()
        for name, label, own in zip(node.respondents, labels, node.own, strict=True):
            group = groups[name]
            said = (group, names.groups[group], name, label + 1, float(own[k]))
            rows.append(("respondent", *of, *said))
    return pd.DataFrame(rows, columns=COLUMNS)
