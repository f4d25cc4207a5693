"""Official tables: UN Comtrade CSV and JSON, SDMX-CSV and SDMX-JSON, and plain CSV with a mapping."""

from cordiale.intake.official.reading import read_table

__all__ = ["read_table"]
