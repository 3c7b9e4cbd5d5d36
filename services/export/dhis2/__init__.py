"""What DHIS2 imports: the values by codes, and the metadata that they speak of."""
