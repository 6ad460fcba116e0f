"""Any dataset that is published in OpenSanctions’ formats: FollowTheMoney entities, or its simple table of targets."""
