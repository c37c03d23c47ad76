namespace VideoGen.Budgets;

/// <summary>How sure it is that a job costs what is written down of it.</summary>
internal enum SpendingState
{
    /// <summary>Set aside before the job is sent. Whether it was sent is what its journal entry says.</summary>
    Reserved,

    /// <summary>The service has it, or may have it. The estimate counts, whatever becomes of the journal entry.</summary>
    Taken,

    /// <summary>The service has stated its charge.</summary>
    Charged,

    /// <summary>It failed or was stopped, and the service has stated that it charges nothing.</summary>
    Void,
}
