"""Whether the choice of method and normalisation decides a ranking."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ganeum.kernel import ranks
from ganeum.kernel.inputs import Floats, Integers, read_only, read_only_integers
from ganeum.kernel.rank_agreement import concordance, kendall_tau, weighted_similarity
from ganeum.sensitivity.examined import Examined, normalisation_of
from ganeum.sensitivity.method_gate import gate
from ganeum.sensitivity.peers import PEERS, peer_scores
from ganeum.sensitivity.variants import VARIANTS, variant_scores

__all__ = ["VARIANTS", "MethodCheck", "PeerCheck", "method_check", "peer_check"]


@dataclass(frozen=True, slots=True, eq=False)
class PeerCheck:
    """The ranking under those of pymcdm's methods that passed the gate.

    Attributes
    ----------
    methods : (p,) their names.
    ranks : (p, m).
    tau, similarity : (p,) as in `MethodCheck`.
    refused : why a method that passed could not be used on this matrix, in its own words.
    """

    methods: tuple[str, ...]
    ranks: Integers
    tau: Floats
    similarity: Floats
    refused: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class MethodCheck:
    """The ranking under every method and normalisation.

    Attributes
    ----------
    variants : (v,) the engine's own, as "ahp ideal".
    ranks : (v, m).
    tau : (v,) Kendall's tau-b with the ranking that is examined; NaN where all are tied.
    concordance : Kendall's W over all variants.
    refused : why a variant could not be computed.
    similarity : (v,) how far the places of the ranking that is examined are kept, the first ones
        counting most; see `kernel.weighted_similarity`.
    peers : the same by pymcdm's methods.
    concordance_with_peers : Kendall's W over variants and peers; peers that order alike by
        construction (see `peer_scores`) count each.
    """

    variants: tuple[str, ...]
    ranks: Integers
    tau: Floats
    concordance: float
    refused: Mapping[str, str]
    similarity: Floats
    peers: PeerCheck
    concordance_with_peers: float


def method_check(case: Examined) -> MethodCheck:
    """Return the ranking under each method and its usual normalisations, and under the peers."""
    matrix, methods = case.sector.matrix, case.analysis.scenario.model.methods
    variants: list[str] = []
    rows: list[Integers] = []
    refused: dict[str, str] = {}
    for method, normalisations in VARIANTS.items():
        own = normalisation_of(methods, method)
        for normalisation in dict.fromkeys([*normalisations, own]):
            name = f"{method} {normalisation}"
            try:
                scores = variant_scores(
                    method, normalisation, matrix.values, case.weights, matrix.directions
                )
            except ValueError as error:
                refused[name] = str(error)
                continue
            variants.append(name)
            rows.append(ranks(scores))
    table = read_only_integers(rows)
    tau, similarity = _agreement(case, table)
    peers = peer_check(case)
    return MethodCheck(
        variants=tuple(variants),
        ranks=table,
        tau=tau,
        concordance=concordance(table),
        refused=refused,
        similarity=similarity,
        peers=peers,
        concordance_with_peers=concordance(np.vstack([table, peers.ranks])),
    )


def peer_check(case: Examined) -> PeerCheck:
    """Return the ranking under those of pymcdm's methods that passed the gate."""
    matrix = case.sector.matrix
    names: list[str] = []
    rows: list[Integers] = []
    refused: dict[str, str] = {}
    for verdict in gate():
        if verdict.name not in PEERS or not verdict.passed:
            continue
        try:
            scores = peer_scores(verdict.name, matrix.values, case.weights, matrix.directions)
        except ValueError as error:
            refused[verdict.name] = str(error)
            continue
        names.append(verdict.name)
        rows.append(ranks(scores))
    # no row at all still has a place for each alternative
    table = read_only_integers(np.reshape(rows, (-1, len(case.alternatives))))
    return PeerCheck(tuple(names), table, *_agreement(case, table), refused)


def _agreement(case: Examined, table: Integers) -> tuple[Floats, Floats]:
    """Return tau and similarity (v,) of rankings (v, m) with the one that is examined."""
    now = case.ranking.ranks
    return (
        read_only([kendall_tau(now, row) for row in table]),
        read_only([weighted_similarity(now, row) for row in table]),
    )
