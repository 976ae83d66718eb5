import numpy as np
import pytest

from ganeum.kernel import (
    RANDOM_INDEX_TABLES,
    incomplete_priorities,
    priorities,
    priorities_many,
    random_index,
    random_index_source,
)
from ganeum.kernel.streams import generator
from strategies import SAATY_VALUES, Floats

every_table = pytest.mark.parametrize("table", RANDOM_INDEX_TABLES)


def random_judgements(n: int, count: int) -> Floats:
    """Matrices filled with Saaty's values at random."""
    rows, columns = np.triu_indices(n, k=1)
    drawn = generator(1980, 0, n).choice(SAATY_VALUES, (count, len(rows)))
    matrices = np.ones((count, n, n))
    matrices[:, rows, columns], matrices[:, columns, rows] = drawn, 1 / drawn
    return matrices


@every_table
def test_tables_are_named_and_cited(table: str) -> None:
    found = RANDOM_INDEX_TABLES[table]
    author, year = found.source.split()[0], found.source.split()[-1]
    assert found.name == table
    assert year in table
    assert year in found.citation
    assert author in found.citation


@every_table
def test_index_is_that_of_the_table(table: str) -> None:
    values = RANDOM_INDEX_TABLES[table].values
    assert [random_index(n, table) for n in range(1, len(values) + 1)] == list(values)
    assert values[:2] == (0, 0)


@every_table
@pytest.mark.parametrize("n", [3, 4, 5, 6, 7])
def test_index_is_the_mean_of_random_matrices(table: str, n: int) -> None:
    """Two thousand matrices are within 8 % of the tables, which come from 100 to 500,000."""
    found = priorities_many(random_judgements(n, 2000)).consistency_index.mean()
    assert found == pytest.approx(random_index(n, table), rel=0.12 if n == 3 else 0.08)


@every_table
def test_index_goes_on_by_regression(table: str) -> None:
    n = len(RANDOM_INDEX_TABLES[table].values) + 1
    assert random_index(n, table) == (2.7699 * n - 4.3513 - n) / (n - 1)
    assert random_index_source(n, table) == "Alonso and Lamata 2006"
    assert random_index_source(n - 1, table) == RANDOM_INDEX_TABLES[table].source


@every_table
def test_ratio_is_formed_with_the_table(table: str) -> None:
    matrix = random_judgements(5, 1)[0]
    found = priorities(matrix, table=table)
    assert found.consistency_ratio == found.consistency_index / random_index(5, table)
    assert found.random_index_source == RANDOM_INDEX_TABLES[table].source
    many = priorities_many([matrix], table=table)
    assert many.consistency_ratio[0] == pytest.approx(found.consistency_ratio, rel=1e-12)


@every_table
def test_index_shrinks_with_every_gap(table: str) -> None:
    for n in range(3, 10):
        loops = (n - 1) * (n - 2) // 2
        found = [random_index(n, table, missing) for missing in range(loops + 1)]
        assert np.all(np.diff(found) < 0)
        assert found[-1] == 0


@pytest.mark.parametrize("missing", [1, 3, 6, 9])
def test_index_with_gaps_is_the_mean_of_random_matrices(missing: int) -> None:
    """Harker's index of connected random matrices of order 6 lies within 12 % of the table's."""
    rng = generator(2022, 0, missing)
    rows, columns = np.triu_indices(6, k=1)
    found: list[float] = []
    for matrix in random_judgements(6, 300):
        gaps = rng.choice(15, missing, replace=False)
        matrix[rows[gaps], columns[gaps]] = matrix[columns[gaps], rows[gaps]] = np.nan
        try:
            found.append(incomplete_priorities(matrix).consistency_index)
        except ValueError as refusal:
            assert "does not connect" in str(refusal)  # noqa: PT017 - not all are connected
    expected = random_index(6, "alonso_lamata_2006", missing)
    assert np.mean(found) == pytest.approx(expected, rel=0.12)


def test_gaps_are_said() -> None:
    assert random_index_source(5, missing=2) == "Saaty 1980, Ágoston and Csató 2022"
    assert random_index_source(5, missing=0) == "Saaty 1980"


@pytest.mark.parametrize(
    ("n", "table", "missing", "message"),
    [
        (0, "saaty_1980", 0, "n is 0, less than 1"),
        (3, "saaty_1981", 0, "table is 'saaty_1981', not one of"),
        (3, "saaty_1980", -1, "missing is -1, not a whole number from 0"),
        (4, "saaty_1980", 4, "missing is 4, more than 3: 4 items are not connected"),
    ],
)
def test_wrong_arguments_are_refused(n: int, table: str, missing: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        random_index(n, table, missing)


def test_unknown_table_has_no_source() -> None:
    with pytest.raises(ValueError, match="table is 'mine'"):
        random_index_source(3, "mine")
