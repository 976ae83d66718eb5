"""The engine's equations as spreadsheet formulas, so that a reader can change a weight."""

from ganeum.kernel.ranks import TOLERANCE

# A rule of normalisation as formulas of a cell x and its column c: for benefits, for costs. The
# kernel's conventions hold: a column of zeros stays zero, one without spread gives no error.
NORMALISED = {
    "ideal": ("IF(MAX({c})=0,0,{x}/MAX({c}))", "MIN({c})/{x}"),
    "distributive": ("IF(SUM({c})=0,0,{x}/SUM({c}))", "(1/{x})/SUMPRODUCT(1/{c})"),
    "minmax": (
        "IF(MAX({c})=MIN({c}),0,({x}-MIN({c}))/(MAX({c})-MIN({c})))",
        "IF(MAX({c})=MIN({c}),0,(MAX({c})-{x})/(MAX({c})-MIN({c})))",
    ),
    "vector": ("IF(SUMSQ({c})=0,0,{x}/SQRT(SUMSQ({c})))",) * 2,
    "max": ("IF(MAX({c})=0,0,{x}/MAX({c}))",) * 2,
    "sum": ("IF(SUM({c})=0,0,{x}/SUM({c}))",) * 2,
    "none": ("{x}",) * 2,
}
TURNED = "minmax"  # the rule of TOPSIS after which less is better for no criterion


def weighted(rule: str, cell: str, column: str, weight: str, *, cost: bool) -> str:
    """Return the formula of a normalised value times its weight.

    Parameters
    ----------
    rule : str
        A normalisation of the kernel, of either method.
    cell, column, weight : str
        References to the score, to all scores on the criterion and to the weight as used.
    cost : bool
        Whether less is better.

    Examples
    --------
    >>> weighted("ideal", "C2", "C$2:C$9", "C$12", cost=True)
    '=MIN(C$2:C$9)/C2*C$12'
    """
    return f"={NORMALISED[rule][cost].format(x=cell, c=column)}*{weight}"


def used_weight(cell: str, row: str) -> str:
    """Return the formula of a weight after all are scaled to sum 1.

    >>> used_weight("C2", "$C2:$F2")
    '=C2/SUM($C2:$F2)'
    """
    return f"={cell}/SUM({row})"


def total(row: str) -> str:
    """Return the formula of a sum.

    >>> total("C2:F2")
    '=SUM(C2:F2)'
    """
    return f"=SUM({row})"


def extreme(column: str, *, highest: bool) -> str:
    """Return the formula of the best or worst value of a column.

    >>> extreme("C2:C9", highest=True)
    '=MAX(C2:C9)'
    """
    return f"={'MAX' if highest else 'MIN'}({column})"


def distance(row: str, other: str) -> str:
    """Return the formula of the Euclidean distance of two rows.

    >>> distance("C2:F2", "C$10:F$10")
    '=SQRT(SUMXMY2(C2:F2,C$10:F$10))'
    """
    return f"=SQRT(SUMXMY2({row},{other}))"


def closeness(to_ideal: str, to_anti_ideal: str) -> str:
    """Return the formula of the closeness to the ideal, 0.5 where nobody differs.

    >>> closeness("H2", "I2")
    '=IF(H2+I2=0,0.5,I2/(H2+I2))'
    """
    return f"=IF({to_ideal}+{to_anti_ideal}=0,0.5,{to_anti_ideal}/({to_ideal}+{to_anti_ideal}))"


def rank(cell: str, column: str) -> str:
    """Return the formula of a rank by the engine's rule: one more than the number clearly higher.

    RANK would part scores that differ in their last digit only; the engine ties them
    (`ganeum.kernel.ranks`).

    >>> rank("B2", "B$2:B$9")
    '=1+SUMPRODUCT((B$2:B$9>B2+1E-12*MAX(MAX(B$2:B$9),-MIN(B$2:B$9)))*1)'
    """
    margin = f"{TOLERANCE:.0E}*MAX(MAX({column}),-MIN({column}))"
    return f"=1+SUMPRODUCT(({column}>{cell}+{margin})*1)"
