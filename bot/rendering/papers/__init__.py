"""Papers as DOCX and PDF, in the layout of Decree 30/2020; each from the same words."""
