"""Canada's consolidated list of autonomous sanctions (SEMA and the Justice for Victims of Corrupt Foreign Officials Act)."""
