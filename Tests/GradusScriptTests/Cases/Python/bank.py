class Account:
    rate = 0.02
    def __init__(self, owner, balance=0): self.owner = owner; self.balance = balance; self.log = []
    def deposit(self, amount):
        if amount <= 0: raise ValueError("amount must be positive")
        self.balance += amount; self.log.append(("deposit", amount))
    def withdraw(self, amount):
        if amount > self.balance: raise ValueError(f"only {self.balance} left")
        self.balance -= amount; self.log.append(("withdraw", amount))
    def __str__(self): return f"{self.owner}: {self.balance:,.2f}"
a = Account("Ada", 100); a.deposit(50)
for n in (30, 500):
    try: a.withdraw(n)
    except ValueError as e: print("error:", e)
print(a, a.log, Account.rate * a.balance)
