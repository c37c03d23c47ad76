using VideoGen.Emulators.Hosting;

namespace VideoGen.Emulators.Dafty;

/// <summary>An upload from its presigning on.</summary>
internal sealed record DaftyUpload(string Id, string FileName, string ContentType, string Signature, DateTimeOffset Expires)
{
    public byte[]? Bytes { get; set; }

    /// <summary>What the bytes are; set by completing, from when on the upload can be used.</summary>
    public ImageHeader? Image { get; set; }

    /// <summary>Where the storage takes it.</summary>
    public string StoragePath => $"/uploads/{Id}/{Uri.EscapeDataString(FileName)}";

    /// <summary>Where it is served once it is complete.</summary>
    public string AssetPath => $"/uploads/u_123/{Id}/{Uri.EscapeDataString(FileName)}";
}
