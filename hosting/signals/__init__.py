"""What hosting announces upwards, inside the transaction, to receivers that only write rows."""
