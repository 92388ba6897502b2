"""XLSForm, the workbook that ODK, Kobo and Ona read: the simple part of a framework, both ways."""

from maillage.campaigns.domain.xlsforms.reading import Read, read_form
from maillage.campaigns.domain.xlsforms.tables import Line
from maillage.campaigns.domain.xlsforms.writing import form_sheets

__all__ = ["Line", "Read", "form_sheets", "read_form"]
