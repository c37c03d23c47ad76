namespace VideoGen.Faults.Cuts;

/// <summary>Where one exchange breaks off.</summary>
/// <param name="Exchange">Its number, from 0.</param>
/// <param name="Byte">With <see cref="CutStage.RequestByte"/> and <see cref="CutStage.AnswerByte"/>: bytes that still pass. Taken modulo the length, so that the last one never passes.</param>
internal sealed record Cut(int Exchange, CutStage Stage, CutWay Way, int Byte = 0)
{
    private const int StatusLineBytes = 9;

    /// <summary>Bytes of the request that reach the service; null for all.</summary>
    public int? OfRequest(int head, int total) => Stage switch
    {
        CutStage.NothingAccepted => 0,
        CutStage.AfterRequestHead => Math.Min(head, total - 1),
        CutStage.MidRequestBody => Math.Min(head + ((total - head) / 2), total - 1),
        CutStage.BeforeRequestEnd => total - 1,
        CutStage.RequestByte => Byte % total,
        _ => null,
    };

    /// <summary>Bytes of the answer that reach the client.</summary>
    public int OfAnswer(int head, int total) => Stage switch
    {
        CutStage.BeforeAnswer => 0,
        CutStage.MidStatusLine => StatusLineBytes,
        CutStage.MidAnswerHead => head / 2,
        CutStage.AfterAnswerHead => Math.Min(head, total - 1),
        CutStage.MidAnswerBody => Math.Min(head + ((total - head) / 2), total - 1),
        CutStage.BeforeAnswerEnd => total - 1,
        CutStage.AnswerByte => Byte % total,
        _ => total,
    };

    public override string ToString() => $"exchange {Exchange}, {Stage}{(Stage >= CutStage.RequestByte ? $" {Byte}" : "")}, {Way}";
}
