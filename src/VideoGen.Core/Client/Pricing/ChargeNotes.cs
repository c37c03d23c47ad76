namespace VideoGen.Client;

/// <summary>Takes what services state as their charge, in whatever answer it comes, to what was spent with them.</summary>
internal static class ChargeNotes
{
    /// <summary>Notes a charge before the journal has it: a process that dies in between is told of it again. Trouble with the budget is no trouble with the job.</summary>
    /// <param name="known">The job before the answer.</param>
    /// <param name="status">The job's as it is told.</param>
    public static async Task NoteChargeAsync(this ClientServices services, VideoJob known, VideoCost? told, VideoStatus status, CancellationToken cancellationToken)
    {
        if (!CostReservation.IsCharge(told) || (told == known.Cost && known.Status.IsSettled()))
        {
            return;
        }

        try
        {
            await services.Budgets.KeepAsync(known, told, status, cancellationToken).ConfigureAwait(false);
        }
        catch (VideoGenException)
        {
            // The estimate counts on.
        }
    }
}
