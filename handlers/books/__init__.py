"""What workbooks hold: sheets with titled columns, values still numbers and days."""
