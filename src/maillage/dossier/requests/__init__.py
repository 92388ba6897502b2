"""The request of a funder as files of its own: a Word document, and a workbook whose sums live."""
