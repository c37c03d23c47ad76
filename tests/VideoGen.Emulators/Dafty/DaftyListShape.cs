namespace VideoGen.Emulators.Dafty;

/// <summary>The <c>data</c> of <c>GET /jobs</c>.</summary>
public enum DaftyListShape
{
    /// <summary>An array.</summary>
    Bare,

    /// <summary><c>{"jobs":[…],"nextCursor":null}</c>.</summary>
    WithCursor,
}
