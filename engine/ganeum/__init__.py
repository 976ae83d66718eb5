"""Ganeum: which industrial-policy programmes come first, why, and how sure that is.

>>> import ganeum
>>> analysis = ganeum.analyse(ganeum.load("scenarios/seoul-2022.yaml"))  # doctest: +SKIP
>>> analysis["robotics"].ranking("topsis").to_frame()  # doctest: +SKIP
"""

from ganeum import kernel
from ganeum.analysis import Analysis, SectorAnalysis, analyse
from ganeum.loading import Evidence, Scenario, load, load_evidence
from ganeum.problems import Problem, ScenarioError
from ganeum.version import ENGINE

__version__ = ENGINE

__all__ = [
    "Analysis",
    "Evidence",
    "Problem",
    "Scenario",
    "ScenarioError",
    "SectorAnalysis",
    "__version__",
    "analyse",
    "kernel",
    "load",
    "load_evidence",
]
