"""The report's registers as an Excel workbook (ISO/IEC 29500, transitional)."""
