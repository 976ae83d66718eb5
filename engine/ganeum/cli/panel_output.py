"""Files that people go on writing in: never over one that says something else."""

from collections.abc import Mapping
from pathlib import Path

from ganeum.cli.main import RefusalError
from ganeum.problems import Problem, ScenarioError
from ganeum.report.memo.writing import write_whole
from ganeum.words import Language, say


def write_new(files: Mapping[Path, bytes], language: Language) -> None:
    """Write files, in a folder that is made if it is missing; all of them or none.

    Raises
    ------
    ScenarioError
        If one is there already and says something else.
    RefusalError
        If they cannot be written.
    """
    try:
        there = [
            file for file, data in files.items() if file.exists() and file.read_bytes() != data
        ]
        if there:
            raise ScenarioError(Problem(str(file), 0, "", "file_exists") for file in there)
        for file, data in files.items():
            file.parent.mkdir(exist_ok=True)
            write_whole(file, data)
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        detail = type(error).__name__
        file = next(iter(files))
        raise RefusalError(say("memo_not_written", language, file=file, detail=detail)) from None
