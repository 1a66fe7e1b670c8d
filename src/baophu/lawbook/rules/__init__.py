"""Pure rules of entered law: how a typed value is read, where it may stand, who may decide."""
