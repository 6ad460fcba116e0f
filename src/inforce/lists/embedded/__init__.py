"""The register that ships: who the Security Council has designated for the DPRK, for where no official edition is held."""
