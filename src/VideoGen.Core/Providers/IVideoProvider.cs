namespace VideoGen.Providers;

/// <summary>
/// Translates between our words and one service's: a request to the wire, the wire to a job. It does not wait, retry,
/// download, log, read the environment or know PowerShell. What a service can do beyond this is an interface of its own
/// (<see cref="IJobCancellation"/>, <see cref="IJobDeletion"/>, …), implemented or not.
/// </summary>
public interface IVideoProvider
{
    ProviderDescriptor Descriptor { get; }

    /// <summary>Submits one job, once. Billable: it is called again only where the rules of resending allow it.</summary>
    /// <exception cref="SubmissionRefusedException">The service answered in its documented error shape: nothing was made.</exception>
    /// <exception cref="NotSentException">No byte of the request left.</exception>
    Task<JobSnapshot> SubmitAsync(Submission submission, CancellationToken cancellationToken);

    /// <summary>
    /// Reads jobs, at most <see cref="ProviderDescriptor.ReadBatchSize"/> ids a call. The answer has one entry an id, in
    /// order; an id that the service does not know is null.
    /// </summary>
    Task<IReadOnlyList<JobSnapshot?>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);
}

/// <summary>The service can stop a job.</summary>
public interface IJobCancellation
{
    /// <summary>Stops the job and answers its state afterwards. A job that has ended is returned as it is.</summary>
    Task<JobSnapshot> CancelAsync(string id, CancellationToken cancellationToken);

    /// <summary>What stopping costs, in a few words for <c>-WhatIf</c>: <c>nothing</c>, <c>1 CU once it runs</c>.</summary>
    string CancellationCost { get; }
}

/// <summary>The service can delete a job and what it made.</summary>
public interface IJobDeletion
{
    /// <summary>
    /// Deletes ended jobs, at most <see cref="DeleteBatchSize"/> a call. The answer has one entry an id, in order: null where the job
    /// is deleted or was gone already, else why it is not. Trouble that concerns all of them is thrown.
    /// </summary>
    Task<IReadOnlyList<VideoGenException?>> DeleteAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>Ids one request may carry.</summary>
    int DeleteBatchSize => 1;
}

/// <summary>The service can list the jobs it holds.</summary>
public interface IJobListing
{
    /// <summary>Newest first where the service has an order. Pages are read as they are needed.</summary>
    IAsyncEnumerable<JobSnapshot> ListAsync(JobListingQuery query, CancellationToken cancellationToken);
}
