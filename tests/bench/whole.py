"""Full sensitivity of the shipped scenario: five sectors, both methods, 100,000 draws a sector.

On one thread, which is quicker than two for as little; each round has a seed of its own, so that
none finds random numbers that another has left. A user of pymcdm would loop over as many draws of
weights alone, without a word on evidence, scores or methods; a thousand are timed and counted up.
"""

import importlib
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import numpy as np
from harness import Row, paired
from peers import optional
from pymcdm.methods import TOPSIS
from pymcdm.normalizations import vector_normalization

import ganeum
from ganeum.examination import examine
from ganeum.sensitivity import gate

SCENARIO = Path(__file__).parents[2] / "scenarios" / "seoul-2022.yaml"
DRAWS, PEER_DRAWS = 100_000, 1000
COMPILED = ("judgements", "fixed")


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

    seeds = count()

    def own() -> object:
        return examine(analysis, draws=DRAWS, seed=next(seeds))

    work = f"full sensitivity, {len(matrices)} sectors, {DRAWS:,} draws each"
    for fast in (False, True) if optional("numba") else (False,):
        for module in COMPILED:  # what is loaded is used
            name = f"ganeum.kernel.compiled.{module}"
            sys.modules.pop(name, None)
            if fast:
                importlib.import_module(name)
        took, theirs = paired(own, loop, rounds=5)
        theirs *= DRAWS / PEER_DRAWS
        yield Row(work, took, theirs, "pymcdm, draws of weights only", None, fast)
