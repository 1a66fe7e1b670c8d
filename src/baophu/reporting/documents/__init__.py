"""Documents that leave the office: forms as PDF and as a workbook, from one sheet of figures."""
