"""Questions, whatever they are about: how each kind is asked, read, and written back."""
