namespace VideoGen.Faults.Cuts;

/// <summary>How far an exchange gets.</summary>
internal enum CutStage
{
    /// <summary>Nobody listens where the service should be. For the first exchange only.</summary>
    NobodyListens,

    /// <summary>The connection is there, and the service gets no byte.</summary>
    NothingAccepted,

    AfterRequestHead,

    MidRequestBody,

    /// <summary>The service gets all but the last byte, so it does nothing; the client has sent everything.</summary>
    BeforeRequestEnd,

    /// <summary>The service has acted; the client gets no byte.</summary>
    BeforeAnswer,

    MidStatusLine,

    MidAnswerHead,

    AfterAnswerHead,

    MidAnswerBody,

    BeforeAnswerEnd,

    /// <summary>At one byte of the request.</summary>
    RequestByte,

    /// <summary>At one byte of the answer.</summary>
    AnswerByte,
}

/// <summary>What becomes of the connection there.</summary>
internal enum CutWay
{
    /// <summary>It ends in good order, as by a server that shuts down.</summary>
    End,

    /// <summary>It is reset, as by a server that died.</summary>
    Reset,

    /// <summary>It stays and brings nothing more, as over a network that is gone.</summary>
    Stall,
}
