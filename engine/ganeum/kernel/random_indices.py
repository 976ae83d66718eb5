"""Random indices: the mean consistency index of matrices filled at random, by several authors."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ganeum.kernel.inputs import one_of, whole_number


@dataclass(frozen=True, slots=True)
class RandomIndexTable:
    """Random indices as one author printed them.

    Attributes
    ----------
    name : what it is called in scenarios.
    source : author and year, as reports print it.
    citation : where it was published.
    values : the index of orders 1, 2, 3 and so on.
    """

    name: str
    source: str
    citation: str
    values: tuple[float, ...]


# fmt: off
_TABLES = (
    # T. L. Saaty, The Analytic Hierarchy Process, McGraw-Hill, 1980, chapter 1. Orders 1 to 10 also
    # in R. W. Saaty, "The analytic hierarchy process - what it is and how it is used", Mathematical
    # Modelling 9, 1987, p. 171.
    RandomIndexTable(
        "saaty_1980", "Saaty 1980",
        "T. L. Saaty, The Analytic Hierarchy Process, McGraw-Hill, 1980",
        (0.00, 0.00, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59),
    ),
    # Read in the source of AHPy 2.1, src/ahpy/ahpy.py.
    RandomIndexTable(
        "donegan_dodd_1991", "Donegan and Dodd 1991",
        "H. A. Donegan and F. J. Dodd, A note on Saaty's random indexes, Mathematical and Computer "
        "Modelling 15(10), 1991, pp. 135-137, doi:10.1016/0895-7177(91)90098-R",
        (0.0, 0.0, 0.4914, 0.8286, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055, 1.4213, 1.4497,
         1.4643, 1.4822, 1.4969, 1.5078, 1.5153, 1.5262, 1.5313, 1.5371),
    ),
    # Read in the source of pymcdm 1.4, pymcdm/weights/subjective/ahp.py.
    RandomIndexTable(
        "tummala_ling_1998", "Tummala and Ling 1998",
        "V. M. R. Tummala and H. Ling, A note on the computation of the mean random consistency "
        "index of the analytic hierarchy process (AHP), Theory and Decision 44(3), 1998, "
        "pp. 221-230",
        (0.0, 0.0, 0.5799, 0.8921, 1.1159, 1.2358, 1.3322, 1.3952, 1.4537, 1.4882, 1.5117, 1.5356,
         1.5571, 1.5714, 1.5831),
    ),
    # Read in the source of the R package MCDA, R/pairwiseConsistencyMeasures.R.
    RandomIndexTable(
        "aguaron_moreno_2003", "Aguarón and Moreno-Jiménez 2003",
        "J. Aguarón and J. M. Moreno-Jiménez, The geometric consistency index: approximated "
        "thresholds, European Journal of Operational Research 147(1), 2003, pp. 137-145, "
        "doi:10.1016/S0377-2217(02)00255-2",
        (0.0, 0.0, 0.525, 0.882, 1.115, 1.252, 1.341, 1.404, 1.452, 1.484, 1.513, 1.535, 1.555,
         1.570, 1.583, 1.595),
    ),
    # P. 31. Read in the source of AHPy 2.1, src/ahpy/ahpy.py.
    RandomIndexTable(
        "saaty_2005", "Saaty 2005",
        "T. L. Saaty, Theory and Applications of the Analytic Network Process, RWS Publications, "
        "2005",
        (0.00, 0.00, 0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59),
    ),
    # Read alike in several public programs, some of which name the authors.
    RandomIndexTable(
        "alonso_lamata_2006", "Alonso and Lamata 2006",
        "J. A. Alonso and M. T. Lamata, Consistency in the analytic hierarchy process: a new "
        "approach, International Journal of Uncertainty, Fuzziness and Knowledge-Based Systems "
        "14(4), 2006, pp. 445-459, doi:10.1142/S0218488506004114",
        (0.0, 0.0, 0.5247, 0.8816, 1.1086, 1.2479, 1.3417, 1.4057, 1.4499, 1.4854, 1.5140, 1.5365,
         1.5551, 1.5713, 1.5838),
    ),
)

# K. C. Agoston and L. Csato, "Inconsistency thresholds for incomplete pairwise comparison
# matrices", Omega, 2022, arXiv:2102.10558, Table 2: the index of orders 4 to 7 by the number of
# unanswered pairs. Read in the source of multiAHPy, multiAHPy/config.py, as far as that has it.
# Left out are the last entries of orders 4 and 5, where nothing is left that could clash.
_INCOMPLETE: dict[int, tuple[float, ...]] = {
    4: (0.884, 0.583, 0.306),
    5: (1.109, 0.925, 0.739, 0.557, 0.379, 0.212),
    6: (1.249, 1.128, 1.007, 0.883, 0.758, 0.634, 0.510, 0.389, 0.271, 0.161),
    7: (1.341, 1.256),
}
# fmt: on

RANDOM_INDEX_TABLES: Mapping[str, RandomIndexTable] = MappingProxyType(
    {table.name: table for table in _TABLES}
)
DEFAULT_TABLE = "saaty_1980"


def random_index(n: int, table: str = DEFAULT_TABLE, missing: int = 0) -> float:
    """Return the random index for matrices of order n.

    Parameters
    ----------
    n : int
        At least 1.
    table : str, default "saaty_1980"
        A name of `RANDOM_INDEX_TABLES`.
    missing : int, default 0
        How many of the n (n - 1) / 2 pairs are unanswered; at most (n - 1)(n - 2) / 2, since fewer
        answers cannot connect all.

    Raises
    ------
    ValueError
        If n is less than 1, the table is unknown, or too many are missing.

    Notes
    -----
    Beyond the table Alonso and Lamata's regression of the mean principal eigenvalue of random
    matrices, ``2.7699 n - 4.3513``, turned into an index [1]_. With unanswered pairs the index
    shrinks as in [2]_: by the quotient of their entries for m and 0 missing where they are known
    here, up to order 6, and beyond by their approximation ``1 - 2 m / ((n - 1)(n - 2))``, the share
    of loops of judgements that is left. Their index belongs to the least principal eigenvalue of
    all completions; Harker's eigenvalue is never below that.

    References
    ----------
    .. [1] J. A. Alonso and M. T. Lamata, "Consistency in the analytic hierarchy process: a new
       approach", International Journal of Uncertainty, Fuzziness and Knowledge-Based Systems
       14(4), 2006, pp. 445-459, doi:10.1142/S0218488506004114.
    .. [2] K. C. Agoston and L. Csato, "Inconsistency thresholds for incomplete pairwise comparison
       matrices", Omega, 2022, https://arxiv.org/abs/2102.10558.

    Examples
    --------
    >>> random_index(4), random_index(4, "saaty_2005"), round(random_index(16), 4)
    (0.9, 0.89, 1.5978)
    >>> round(random_index(4, missing=1), 4)
    0.5936
    """
    if n < 1:
        raise ValueError(f"n is {n}, less than 1")
    one_of("table", table, tuple(RANDOM_INDEX_TABLES))
    whole_number("missing", missing, 0)
    loops = (n - 1) * (n - 2) // 2
    if missing > loops:
        raise ValueError(f"missing is {missing}, more than {loops}: {n} items are not connected")
    values = RANDOM_INDEX_TABLES[table].values
    complete = values[n - 1] if n <= len(values) else (2.7699 * n - 4.3513 - n) / (n - 1)
    if not missing:
        return complete
    known = _INCOMPLETE.get(n, ())
    share = known[missing] / known[0] if missing < len(known) else 1 - missing / loops
    return complete * share


def random_index_source(n: int, table: str = DEFAULT_TABLE, missing: int = 0) -> str:
    """Name whose index `random_index` takes.

    Examples
    --------
    >>> random_index_source(4), random_index_source(4, missing=1)
    ('Saaty 1980', 'Saaty 1980, Ágoston and Csató 2022')
    """
    found = RANDOM_INDEX_TABLES[one_of("table", table, tuple(RANDOM_INDEX_TABLES))]
    source = found.source if n <= len(found.values) else "Alonso and Lamata 2006"
    return f"{source}, Ágoston and Csató 2022" if missing else source
