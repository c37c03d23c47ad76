namespace VideoGen.Emulators.Hosting;

/// <summary>An account: a balance that charges are taken from, and their list to assert on.</summary>
public sealed class Charges(decimal balance, string unit)
{
    private readonly object _lock = new();
    private readonly List<Charge> _entries = [];
    private decimal _balance = balance;

    public decimal Balance
    {
        get
        {
            lock (_lock)
            {
                return _balance;
            }
        }
    }

    public IReadOnlyList<Charge> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>Takes the amount, unless the balance is short of it.</summary>
    public bool TryTake(string jobId, decimal amount)
    {
        lock (_lock)
        {
            if (amount > _balance)
            {
                return false;
            }

            _balance -= amount;
            _entries.Add(new Charge(jobId, amount, unit));
            return true;
        }
    }

    /// <summary>Gives the amount back, as a service does for a job that failed.</summary>
    public void Refund(string jobId, decimal amount)
    {
        lock (_lock)
        {
            _balance += amount;
            _entries.Add(new Charge(jobId, -amount, unit));
        }
    }

    /// <summary>Sets the balance, as a payment does.</summary>
    public void SetBalance(decimal balance)
    {
        lock (_lock)
        {
            _balance = balance;
        }
    }
}
