# Aliases. ./run is the thing itself and needs no make.
.PHONY: demo test check tidy quality speed
demo test check tidy quality speed:
	./run $@
