"""Words of tables and findings."""

REPORT_TEXTS: dict[str, tuple[str, str]] = {}
