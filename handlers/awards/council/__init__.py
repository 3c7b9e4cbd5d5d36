"""The Council's room: dossiers, appraisal, shortlist, questions, objections, the decision.

Members of the Council read, its secretary does what is done; nobody else sees anything of it.
"""
