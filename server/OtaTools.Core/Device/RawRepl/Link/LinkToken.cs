namespace OtaTools.Core.Device.RawRepl.Link;

/// <summary>One thing that the board says on the link.</summary>
internal abstract record LinkToken
{
    /// <summary>It took one more piece.</summary>
    internal sealed record Credit : LinkToken;

    /// <summary>A frame came that is damaged or was not due.</summary>
    internal sealed record Refusal : LinkToken;

    /// <summary>The answer to an enquiry.</summary>
    /// <param name="Nonce">The enquiry's number.</param>
    /// <param name="Number">The message that the board is at.</param>
    /// <param name="Length">Bytes of it that the board has.</param>
    internal sealed record Status(byte Nonce, byte Number, int Length) : LinkToken;

    /// <summary>What came of a message.</summary>
    /// <param name="Raised">The body is a traceback.</param>
    internal sealed record Answer(byte Number, bool Raised, byte[] Body) : LinkToken;

    /// <summary>A prompt, or a start of the board: no link runs there any more.</summary>
    internal sealed record Prompt : LinkToken;
}
