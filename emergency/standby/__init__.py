"""Homes of hosts: promised beforehand, lent when an emergency opens, lent again in the next one."""
