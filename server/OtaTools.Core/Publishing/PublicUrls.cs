namespace OtaTools.Core.Publishing;

internal static class PublicUrls
{
    /// <param name="folder">With or without a slash at its end.</param>
    /// <param name="name">Of characters that need no escapes.</param>
    public static Uri Of(Uri folder, string name) => new($"{folder.AbsoluteUri.TrimEnd('/')}/{name}");
}
