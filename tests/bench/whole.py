"""Full sensitivity of the shipped scenario: five sectors, both methods, 100,000 draws a sector.

A user of pymcdm would loop over as many draws of weights alone, without a word on evidence, scores
or methods; a thousand are timed and counted up.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from harness import Row, paired
from pymcdm.methods import TOPSIS
from pymcdm.normalizations import vector_normalization

import ganeum
from ganeum.examination import examine
from ganeum.sensitivity import gate

SCENARIO = Path(__file__).parents[2] / "scenarios" / "seoul-2022.yaml"
DRAWS, PEER_DRAWS = 100_000, 1000


def rows() -> Iterator[Row]:
    analysis = ganeum.analyse(ganeum.load(SCENARIO))
    gate()  # once a process, with pymcdm's import
    topsis = TOPSIS(vector_normalization)
    matrices = [sector.matrix.values for sector in analysis.values()]
    weights = np.random.default_rng(0).dirichlet(np.ones(matrices[0].shape[1]), PEER_DRAWS)
    types = np.ones(weights.shape[1])

    def loop() -> None:
        for matrix in matrices:
            for each in weights:
                topsis(matrix, each, types)

    own, peer = paired(lambda: examine(analysis, draws=DRAWS), loop, rounds=3)
    work = f"full sensitivity, {len(matrices)} sectors, {DRAWS:,} draws each"
    yield Row(work, own, peer * DRAWS / PEER_DRAWS, "pymcdm, draws of weights only")
