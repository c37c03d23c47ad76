namespace VideoGen.Faults.Cuts;

/// <summary>One request and its answer as they passed.</summary>
/// <param name="Request">Such as <c>POST /v1/videos</c>.</param>
/// <param name="RequestBytes">Of its head and body.</param>
/// <param name="AnswerBytes">Likewise.</param>
internal sealed record Exchange(string Request, int RequestBytes, int AnswerBytes);
