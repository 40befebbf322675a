"""The report and the picture: a plan on one page that opens without any network, and its map as an image."""

from equizone.report.page import write_report
from equizone.report.picture import write_picture

__all__ = ["write_picture", "write_report"]
