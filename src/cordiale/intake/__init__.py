"""Intake: from files to documents. Whatever cannot be read is set aside with one clear line."""

from cordiale.intake.errors import IntakeError
from cordiale.intake.files import LIMIT_BYTES, find_files, read_file
from cordiale.intake.recognition import leans, recognise

__all__ = ["LIMIT_BYTES", "IntakeError", "find_files", "leans", "read_file", "recognise"]
