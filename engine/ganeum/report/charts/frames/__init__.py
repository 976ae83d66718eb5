"""Tidy frames from results, as the charts take them: names in one language, nothing recomputed."""

from ganeum.report.charts.frames.comparison import comparison_frame
from ganeum.report.charts.frames.coverage import coverage_frame
from ganeum.report.charts.frames.panel import panel_weights_frame
from ganeum.report.charts.frames.ranking import (
    board_frame,
    contributions_frame,
    difference_frame,
)
from ganeum.report.charts.frames.sensitivity import (
    acceptability_frame,
    flips_frame,
    influence_frame,
    intervals_frame,
    method_ranks_frame,
    rank_paths_frame,
)
from ganeum.report.charts.frames.weight_path import WeightPath, weight_path
from ganeum.report.charts.frames.weight_triangle import WeightTriangle, weight_triangle_frames

__all__ = [
    "WeightPath",
    "WeightTriangle",
    "acceptability_frame",
    "board_frame",
    "comparison_frame",
    "contributions_frame",
    "coverage_frame",
    "difference_frame",
    "flips_frame",
    "influence_frame",
    "intervals_frame",
    "method_ranks_frame",
    "panel_weights_frame",
    "rank_paths_frame",
    "weight_path",
    "weight_triangle_frames",
]
