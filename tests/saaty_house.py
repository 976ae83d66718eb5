"""A published matrix of eight criteria that several reference tests take, upper triangle."""

# T. L. Saaty (2003) as cited by F. Cho: choosing a house by size, transport, neighbourhood, age,
# yard, modernity, condition, financing. Read in the vignette of the R package ahpsurvey,
# vignettes/my-vignette.md, section "Transforming inconsistent matrices".
# fmt: off
HOUSE = (
    5, 3, 7, 6, 6, 1 / 3, 1 / 4,
    1 / 3, 5, 3, 3, 1 / 5, 1 / 7,
    6, 3, 4, 6, 1 / 5,
    1 / 3, 1 / 4, 1 / 7, 1 / 8,
    1 / 2, 1 / 5, 1 / 6,
    1 / 5, 1 / 6,
    1 / 2,
)
# fmt: on
