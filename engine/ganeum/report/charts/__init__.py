"""Charts as functions from tidy frames to Altair charts, the same on screen and in a memo.

`frames` makes the frames from results, `captions` the lines above and under a chart, `export`
pictures. A chart computes no score.
"""

from ganeum.report.charts.acceptability_table import acceptability_table
from ganeum.report.charts.board import board
from ganeum.report.charts.bump_chart import bump_chart
from ganeum.report.charts.captions import about, caption, sampled_caption
from ganeum.report.charts.contribution_bars import contribution_bars
from ganeum.report.charts.export import png, svg
from ganeum.report.charts.flip_bars import flip_bars
from ganeum.report.charts.head_to_head import head_to_head
from ganeum.report.charts.influence_bars import influence_bars
from ganeum.report.charts.need_and_coverage import need_and_coverage
from ganeum.report.charts.panel_weights import panel_weights
from ganeum.report.charts.stability_intervals import stability_intervals
from ganeum.report.charts.uncertainty_bars import uncertainty_contributions
from ganeum.report.charts.weight_lines import weight_lines
from ganeum.report.charts.weight_triangle import weight_triangle

__all__ = [
    "about",
    "acceptability_table",
    "board",
    "bump_chart",
    "caption",
    "contribution_bars",
    "flip_bars",
    "head_to_head",
    "influence_bars",
    "need_and_coverage",
    "panel_weights",
    "png",
    "sampled_caption",
    "stability_intervals",
    "svg",
    "uncertainty_contributions",
    "weight_lines",
    "weight_triangle",
]
